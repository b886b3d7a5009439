package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.List;

/** The rules for the subjects of a stream. */
final class StreamSubjects {
  private static final List<String> JETSTREAM_SPACES = List.of("$JS.>", "$JSC.>", "$NRG.>");

  private StreamSubjects() {}

  static void complete(StreamDraft draft) throws ApiException {
    List<String> subjects = draft.subjects;
    if (subjects.isEmpty()) {
      if (!draft.copies()) {
        draft.subjects = List.of(draft.name);
        // Filled, the list is as if it had not been given.
        draft.emptyLists.remove("subjects");
      }
      return;
    }
    for (int i = 0; i < subjects.size(); i++) {
      String subject = subjects.get(i);
      invalidIf(!Subjects.isValid(subject), "invalid subject");
      if (subject.equals(">")) {
        invalidIf(!draft.noAck, "capturing all subjects requires no-ack to be true");
        invalidIf(draft.replicas != 1, "capturing all subjects requires replicas of 1");
      }
      if (!draft.noAck) {
        checkReserved(subject);
      }
      for (String later : subjects.subList(i + 1, subjects.size())) {
        invalidIf(
            Subjects.collide(subject, later),
            "subject " + GoText.quote(subject) + " overlaps with " + GoText.quote(later));
      }
    }
  }

  /** The API itself answers requests, so that a stream there must not acknowledge them too. */
  private static void checkReserved(String subject) throws ApiException {
    boolean jetStream =
        JETSTREAM_SPACES.stream().anyMatch(space -> Subjects.collide(subject, space))
            && !Subjects.isSubset(subject, "$JS.EVENT.>");
    invalidIf(jetStream, "subjects that overlap with jetstream api require no-ack to be true");
    boolean system =
        Subjects.collide(subject, "$SYS.>") && !Subjects.isSubset(subject, "$SYS.ACCOUNT.>");
    invalidIf(system, "subjects that overlap with system api require no-ack to be true");
  }
}
