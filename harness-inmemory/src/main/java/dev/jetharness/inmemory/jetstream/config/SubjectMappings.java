package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.pedanticIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.SourcingErrors;
import dev.jetharness.inmemory.subject.SubjectTransform;
import dev.jetharness.inmemory.subject.SubjectTransformException;
import dev.jetharness.inmemory.subject.Subjects;

/** The rules for a stream's own subject transform, and for what it publishes again. */
final class SubjectMappings {
  private static final String ALL = ">";

  private SubjectMappings() {}

  static void checkTransform(StreamDraft draft) throws ApiException {
    SubjectTransformConfig transform = draft.subjectTransform;
    if (transform == null) {
      return;
    }
    refuseIf(
        !transform.source().isEmpty() && !Subjects.isValid(transform.source()),
        () -> SourcingErrors.transformInvalidSource(transform.source()));
    try {
      SubjectTransform.validate(transform.source(), transform.destination());
    } catch (SubjectTransformException invalid) {
      throw new ApiException(SourcingErrors.transformInvalidDestination(invalid));
    }
  }

  /** An empty source is all; from all to all means what the subject transform makes of it. */
  static void completeRepublish(StreamDraft draft, boolean pedantic) throws ApiException {
    Republish republish = draft.republish;
    if (republish == null) {
      return;
    }
    pedanticIf(pedantic && republish.source().isEmpty(), "republish source can not be empty");
    String source = republish.source().isEmpty() ? ALL : republish.source();
    String destination = republish.destination();
    SubjectTransformConfig transform = draft.subjectTransform;
    boolean implicit =
        source.equals(ALL)
            && destination.equals(ALL)
            && transform != null
            && draft.subjects.size() == 1
            && transform.source().equals(draft.subjects.get(0));
    if (transform != null && implicit) {
      pedanticIf(pedantic, "implicit republish based on subject transform");
      source = transform.destination();
      destination = transform.destination();
    }
    draft.republish = new Republish(source, destination, republish.headersOnly());
    checkRepublish(draft, draft.republish);
  }

  /** An update takes an empty destination for all, which a creation leaves as it is. */
  static void completeUpdate(StreamDraft draft) throws ApiException {
    Republish republish = draft.republish;
    if (republish == null || !republish.destination().isEmpty()) {
      return;
    }
    String source = republish.source();
    try {
      SubjectTransform.of(source, ALL);
    } catch (SubjectTransformException invalid) {
      throw new ApiException(
          ApiErrors.streamUpdate(
              "stream configuration for republish from '%s' to '%s': %s"
                  .formatted(source, ALL, invalid.getMessage())));
    }
    draft.republish = new Republish(source, ALL, republish.headersOnly());
  }

  private static void checkRepublish(StreamDraft draft, Republish republish) throws ApiException {
    String destination = republish.destination();
    invalidIf(
        draft.subjects.stream().anyMatch(subject -> Subjects.collide(destination, subject)),
        "stream configuration for republish destination forms a cycle");
    if (!destination.isEmpty()) {
      try {
        SubjectTransform.of(republish.source(), destination);
      } catch (SubjectTransformException invalid) {
        invalidIf(
            true,
            "stream configuration for republish with transform from '%s' to '%s' not valid"
                .formatted(republish.source(), destination));
      }
    }
  }
}
