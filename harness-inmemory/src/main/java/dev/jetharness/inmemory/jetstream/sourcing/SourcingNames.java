package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.jetstream.config.NameHash;
import dev.jetharness.inmemory.jetstream.config.StreamSource;
import java.util.List;

/** The names of the consumers by which a stream copies: the same ones whenever it asks. */
final class SourcingNames {
  private SourcingNames() {}

  static String ofMirror(String stream, String account) {
    return "JS_MIRROR_" + hash(stream, account);
  }

  /** Where the origin is a source more than once, the name tells what is copied of it, too. */
  static String ofSource(
      String stream, String account, StreamSource source, List<StreamSource> sources) {
    boolean once = sources.stream().filter(each -> each.name().equals(source.name())).count() < 2;
    String hash = hash(stream, account);
    return "JS_SRC_" + NameHash.of(once ? hash : hash + ' ' + source.indexName());
  }

  private static String hash(String stream, String account) {
    return NameHash.of(stream + ' ' + account);
  }
}
