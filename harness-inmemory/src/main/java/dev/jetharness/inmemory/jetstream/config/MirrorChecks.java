package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.pedanticIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.SourcingErrors;
import dev.jetharness.inmemory.subject.SubjectTransform;
import dev.jetharness.inmemory.subject.SubjectTransformException;
import dev.jetharness.inmemory.subject.Subjects;

/** The rules for a mirror: a stream whose messages are those of another one. */
final class MirrorChecks {
  private MirrorChecks() {}

  static void complete(StreamDraft draft, StreamLookup streams, boolean pedantic)
      throws ApiException {
    StreamSource mirror = draft.mirror;
    if (mirror == null) {
      return;
    }
    checkRest(draft);
    refuseIf(isConsumerInvalid(mirror), SourcingErrors::mirrorConsumerInvalid);
    refuseIf(
        !mirror.filterSubject().isEmpty() && !mirror.transforms().isEmpty(),
        SourcingErrors::mirrorMultipleFilters);
    invalidIf(!draft.deleteMarkerTtl.isZero(), "subject delete markers forbidden on mirrors");
    checkTransforms(mirror);
    if (mirror.external() == null) {
      refuseIf(!Names.isValid(mirror.name()), SourcingErrors::mirrorInvalidStreamName);
      StreamConfig origin = streams.config(mirror.name());
      if (origin != null) {
        refuseIf(isTooSmallFor(origin, draft), SourcingErrors::mirrorMaxMessageSizeTooBig);
        pedanticIf(
            pedantic && draft.mirrorDirect != origin.allowDirect(),
            "origin stream has direct get set, mirror has it disabled");
        draft.mirrorDirect = origin.allowDirect();
      }
    }
  }

  /** Whether messages that the origin may hold would not fit. */
  static boolean isTooSmallFor(StreamConfig origin, StreamDraft draft) {
    return draft.maxMessageSize > 0
        && origin.maxMessageSize() > 0
        && draft.maxMessageSize < origin.maxMessageSize();
  }

  /** Whether a consumer to be used is misnamed, or where to start is said twice. */
  static boolean isConsumerInvalid(StreamSource source) {
    StreamSource.SourceConsumer consumer = source.consumer();
    return consumer != null
        && (!Names.isValid(consumer.name())
            || !Subjects.isValidLiteral(consumer.deliverSubject())
            || source.startSequence() != 0
            || source.startTime() != null
            || !source.filterSubject().isEmpty());
  }

  private static void checkRest(StreamDraft draft) throws ApiException {
    refuseIf(draft.firstSequence != 0, SourcingErrors::mirrorWithFirstSequence);
    refuseIf(!draft.subjects.isEmpty(), SourcingErrors::mirrorWithSubjects);
    refuseIf(!draft.sources.isEmpty(), SourcingErrors::mirrorWithSources);
    refuseIf(draft.allowCounter, SourcingErrors::mirrorWithCounters);
    refuseIf(draft.allowAtomic, SourcingErrors::mirrorWithAtomicPublish);
    refuseIf(draft.allowBatched, SourcingErrors::mirrorWithBatchPublish);
    refuseIf(draft.allowSchedules, SourcingErrors::mirrorWithSchedules);
  }

  private static void checkTransforms(StreamSource mirror) throws ApiException {
    for (SubjectTransformConfig transform : mirror.transforms()) {
      refuseIf(
          !transform.source().isEmpty() && !Subjects.isValid(transform.source()),
          () -> SourcingErrors.mirrorInvalidFilter(transform.source()));
      try {
        SubjectTransform.validate(transform.source(), transform.destination());
      } catch (SubjectTransformException invalid) {
        throw new ApiException(SourcingErrors.mirrorInvalidDestination(invalid));
      }
      refuseIf(
          mirror.hasOtherFilter(transform, other -> Subjects.collide(transform.source(), other)),
          SourcingErrors::mirrorOverlappingFilters);
    }
  }
}
