package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.List;

/**
 * What a purge of the stream means to one consumer: it moves on to the first message left if the
 * purge covered what it reads; if it reads more than was purged, it forgets what is gone; otherwise
 * it is not concerned.
 */
enum Purge {
  COVERS,
  IS_NARROWER,
  IS_ELSEWHERE;

  /** Compares what was purged with what a consumer reads. */
  static Purge of(SubjectFilter purged, SubjectFilter read) {
    if (purged.isAll()) {
      return COVERS;
    }
    List<String> subjects = purged.patterns();
    if (!read.isAll() && read.patterns().stream().allMatch(each -> isWithin(each, subjects))) {
      return COVERS;
    }
    return read.isAll() || subjects.stream().anyMatch(each -> isWithin(each, read.patterns()))
        ? IS_NARROWER
        : IS_ELSEWHERE;
  }

  /** Brings a consumer's books in line. */
  void apply(ConsumerState state, SubjectFilter purged) {
    ConsumedStream stream = state.stream();
    switch (this) {
      case COVERS -> state.books().purge(firstLeft(stream, purged), sequence -> false);
      case IS_NARROWER ->
          state.books().purge(stream.firstSequence(), sequence -> stream.get(sequence) == null);
      case IS_ELSEWHERE -> {}
    }
  }

  private static long firstLeft(ConsumedStream stream, SubjectFilter purged) {
    StoredMessage left = stream.next(stream.firstSequence(), purged);
    return purged.isAll()
        ? stream.firstSequence()
        : left == null ? stream.lastSequence() + 1 : left.sequence();
  }

  private static boolean isWithin(String pattern, List<String> others) {
    return others.stream().anyMatch(each -> Subjects.isSubset(pattern, each));
  }
}
