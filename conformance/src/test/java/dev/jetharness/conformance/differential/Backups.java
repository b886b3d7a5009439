package dev.jetharness.conformance.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Snapshots that a player has taken and restores. How the bytes of a snapshot are cut is the
 * broker's affair: what shows in the end is that it came whole, and what is restored from it.
 */
final class Backups {
  private static final String CHUNKS = "backup.";

  /** How inboxes end to which it is answered that a stream is restored. */
  static final String END = ".end";

  private static final String ACKNOWLEDGED = "acknowledged.backup";
  private static final int CHUNK = 64 * 1024;
  private static final Pattern DELIVER_SUBJECT =
      Pattern.compile("\"deliver_subject\":\"([^\"]+)\"");

  private final Player player;
  private final Map<String, ByteArrayOutputStream> taken = new HashMap<>();
  private final Map<String, String> asked = new HashMap<>();

  Backups(Player player) {
    this.player = player;
  }

  /** Where a snapshot of the stream is to be delivered. */
  static String chunks(String stream) {
    return CHUNKS + stream;
  }

  /** Expects chunks of a snapshot, unless the answer refuses it. */
  void expectSnapshot(String stream, String inbox) {
    taken.put(chunks(stream), new ByteArrayOutputStream());
    asked.put(inbox, chunks(stream));
  }

  /** Sends the snapshot of a stream to where the answer says. */
  void expectRestore(String stream, String inbox) {
    asked.put(inbox, chunks(stream));
  }

  /** Whether all snapshots have come, and all that was restored is answered. */
  boolean areDone() {
    return asked.isEmpty();
  }

  /** Takes note of a message; whether it is a chunk that nobody else needs to see. */
  boolean take(Frame frame, String bytes) throws IOException {
    if (frame.subject().startsWith(CHUNKS)) {
      return takeChunk(frame, bytes);
    }
    String backup = asked.get(frame.subject());
    if (backup == null) {
      return false;
    }
    Matcher restore = DELIVER_SUBJECT.matcher(frame.payload());
    if (frame.payload().contains("\"error\"")) {
      asked.remove(frame.subject());
    } else if (restore.find()) {
      asked.remove(frame.subject());
      asked.put(frame.subject() + END, backup);
      send(restore.group(1), backup, frame.subject() + END);
    } else if (frame.subject().endsWith(END)) {
      asked.remove(frame.subject());
    }
    return false;
  }

  private boolean takeChunk(Frame frame, String bytes) throws IOException {
    if (frame.payload().isEmpty()) {
      asked.values().remove(frame.subject());
      return false;
    }
    taken
        .computeIfAbsent(frame.subject(), unused -> new ByteArrayOutputStream())
        .writeBytes(bytes.getBytes(ISO_8859_1));
    if (!frame.reply().isEmpty()) {
      player.publish(frame.reply(), "", "", "");
    }
    return true;
  }

  private void send(String subject, String backup, String end) throws IOException {
    ByteArrayOutputStream snapshot = taken.getOrDefault(backup, new ByteArrayOutputStream());
    String bytes = snapshot.toString(ISO_8859_1);
    for (int from = 0; from < bytes.length(); from += CHUNK) {
      String chunk = bytes.substring(from, Math.min(bytes.length(), from + CHUNK));
      player.publishBytes(subject, ACKNOWLEDGED, "", chunk.getBytes(ISO_8859_1));
    }
    player.publish(subject, end, "", "");
  }
}
