package dev.jetharness.inmemory.json;

import dev.jetharness.inmemory.json.JsonParser.SyntaxException;
import dev.jetharness.inmemory.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.List;

/** Reads the members of an object, in the ways in which the server calls Go's decoder. */
final class DocumentReader {
  private final GoDecoder decoder;
  private final JsonParser parser;
  private final String goType;

  /**
   * Reads a document, or a row of them.
   *
   * @param decoder takes note of what is no object
   * @param goType the server's name of the struct, without its package
   */
  DocumentReader(byte[] utf8, GoDecoder decoder, String goType) {
    this.decoder = decoder;
    this.parser = new JsonParser(utf8);
    this.goType = goType;
  }

  /** All documents there are, even none; bad syntax is told with its place. */
  List<Member> strictly() throws JsonException {
    List<Member> members = new ArrayList<>();
    try {
      for (JsonValue each = parser.next(); each != null; each = parser.next()) {
        members.addAll(membersOf(each));
      }
    } catch (SyntaxException e) {
      // What is wrong in a document before this one was found first.
      String text = e.getMessage();
      decoder.error(parser.position(), e.offset < 0 ? text : text + " at offset " + e.offset);
      if (members.isEmpty()) {
        decoder.throwFirst();
      }
    }
    return members;
  }

  /** The one document, as {@code json.Unmarshal} reads it. */
  List<Member> alone() throws JsonException {
    try {
      JsonValue document = parser.next();
      if (document == null) {
        throw tooShort();
      }
      List<Member> members = membersOf(document);
      if (parser.hasMore()) {
        throw parser.unexpectedCharacter("after top-level value");
      }
      return members;
    } catch (SyntaxException e) {
      throw e.offset < 0 ? tooShort() : new JsonException(e.getMessage());
    }
  }

  /** The first document, as a {@code json.Decoder} reads it. */
  List<Member> first() throws JsonException {
    try {
      JsonValue document = parser.next();
      if (document == null) {
        throw new JsonException("EOF");
      }
      return membersOf(document);
    } catch (SyntaxException e) {
      throw new JsonException(e.getMessage());
    }
  }

  private List<Member> membersOf(JsonValue document) {
    return decoder.membersOf(document, "", goType);
  }

  private static JsonException tooShort() {
    return new JsonException("unexpected end of JSON input");
  }
}
