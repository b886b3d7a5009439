package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.SourcingErrors;
import dev.jetharness.inmemory.subject.SubjectTransform;
import dev.jetharness.inmemory.subject.SubjectTransformException;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.HashSet;
import java.util.Set;

/** The rules for the sources of a stream: other streams whose messages it takes in. */
final class SourceChecks {
  private SourceChecks() {}

  static void check(StreamDraft draft, StreamLookup streams) throws ApiException {
    refuseIf(!draft.sources.isEmpty() && draft.allowSchedules, SourcingErrors::sourceWithSchedules);
    Set<String> indexNames = new HashSet<>();
    Set<String> consumers = new HashSet<>();
    for (StreamSource source : draft.sources) {
      refuseIf(!Names.isValid(source.name()), SourcingErrors::sourceInvalidStreamName);
      refuseIf(!indexNames.add(source.indexName()), SourcingErrors::sourceDuplicate);
      refuseIf(
          !source.filterSubject().isEmpty() && !source.transforms().isEmpty(),
          SourcingErrors::sourceMultipleFilters);
      checkTransforms(source);
      refuseIf(MirrorChecks.isConsumerInvalid(source), SourcingErrors::sourceConsumerInvalid);
      refuseIf(
          source.consumer() != null && !consumers.add(source.consumerName()),
          SourcingErrors::sourceConsumerDuplicate);
      if (source.external() == null) {
        StreamConfig origin = streams.config(source.name());
        refuseIf(
            origin != null && MirrorChecks.isTooSmallFor(origin, draft),
            SourcingErrors::sourceMaxMessageSizeTooBig);
      }
    }
  }

  /**
   * Refuses plain filters that are no subjects, which the server looks at only once it is about to
   * create a stream, and not at all when it updates one.
   *
   * @throws ApiException 10049
   */
  static void checkFilters(StreamConfig config) throws ApiException {
    StreamSource mirror = config.mirror();
    if (mirror != null) {
      checkFilter(mirror, "subject filter '%s' for the mirror invalid subject");
    }
    for (StreamSource source : config.sources()) {
      checkFilter(source, "subject filter '%s' for the source: invalid subject");
    }
  }

  private static void checkFilter(StreamSource source, String problem) throws ApiException {
    String filter = source.filterSubject();
    refuseIf(
        !filter.isEmpty() && !Subjects.isValid(filter),
        () -> ApiErrors.streamCreate(problem.formatted(filter)));
  }

  private static void checkTransforms(StreamSource source) throws ApiException {
    for (SubjectTransformConfig transform : source.transforms()) {
      refuseIf(
          !transform.source().isEmpty() && !Subjects.isValid(transform.source()),
          () -> SourcingErrors.sourceInvalidFilter(transform.source()));
      try {
        SubjectTransform.validate(transform.source(), transform.destination());
      } catch (SubjectTransformException invalid) {
        throw new ApiException(SourcingErrors.sourceInvalidDestination(invalid));
      }
    }
    for (SubjectTransformConfig transform : source.transforms()) {
      refuseIf(
          source.hasOtherFilter(transform, other -> Subjects.isSubset(transform.source(), other)),
          SourcingErrors::sourceOverlappingFilters);
    }
  }
}
