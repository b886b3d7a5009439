package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.subject.HasSubject;
import dev.jetharness.inmemory.subject.SubjectMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams of an account by name, in the order of their names, and by the subjects that they
 * take, so that no question is answered by going through all of them.
 */
final class StreamDirectory {
  private static final Comparator<StreamAsset> BY_NAME = Comparator.comparing(StreamAsset::name);

  private final Map<String, StreamAsset> byName = new HashMap<>();
  private final List<StreamAsset> sorted = new ArrayList<>();
  private final SubjectMap<Claim> bySubject = new SubjectMap<>();

  /** A subject, or pattern, that a stream takes; no other's collides with it. */
  private record Claim(String subject, StreamAsset owner) implements HasSubject {}

  @Nullable StreamAsset get(String name) {
    return byName.get(name);
  }

  int size() {
    return sorted.size();
  }

  /** All streams, sorted by name; what is handed out follows the changes. */
  List<StreamAsset> sorted() {
    return Collections.unmodifiableList(sorted);
  }

  /** The streams with a subject that collides with one, sorted by name. */
  Collection<StreamAsset> on(String subject) {
    Map<String, StreamAsset> found = new TreeMap<>();
    boolean unused =
        bySubject.anyColliding(
            subject,
            claim -> {
              found.put(claim.owner().name(), claim.owner());
              return false;
            });
    return found.values();
  }

  /** Whether a stream of another name than this has a subject that collides with one. */
  boolean isTaken(String subject, String name) {
    return bySubject.anyColliding(subject, claim -> !claim.owner().name().equals(name));
  }

  /** Adds a stream under a free name. */
  void add(StreamAsset asset) {
    byName.put(asset.name(), asset);
    sorted.add(-1 - Collections.binarySearch(sorted, asset, BY_NAME), asset);
    claim(asset, asset.stream().config().subjects());
  }

  /** Removes a stream that is there. */
  void remove(StreamAsset asset) {
    byName.remove(asset.name());
    sorted.remove(Collections.binarySearch(sorted, asset, BY_NAME));
    unclaim(asset.stream().config().subjects());
  }

  /** A stream takes other subjects than before. */
  void update(StreamAsset asset, List<String> before) {
    unclaim(before);
    claim(asset, asset.stream().config().subjects());
  }

  private void claim(StreamAsset asset, List<String> subjects) {
    for (String subject : subjects) {
      bySubject.put(new Claim(subject, asset));
    }
  }

  private void unclaim(List<String> subjects) {
    subjects.forEach(bySubject::remove);
  }
}
