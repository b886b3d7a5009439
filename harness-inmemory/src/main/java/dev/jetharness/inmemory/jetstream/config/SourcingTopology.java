package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.config.StreamSource.External;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.SourcingErrors;
import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How mirrors and sources hang together: no cycles, and no prefix that leads back here. */
final class SourcingTopology {
  private static final String API_PREFIX = "$JS.API";

  private SourcingTopology() {}

  /** Checks the prefixes of what lies outside the account. */
  static void checkPrefixes(StreamDraft draft, StreamLookup streams) throws ApiException {
    List<StreamSource> origins = new ArrayList<>(draft.sources);
    if (draft.mirror != null) {
      origins.add(0, draft.mirror);
    }
    for (StreamSource origin : origins) {
      External external = origin.external();
      if (external != null && !external.deliver().isEmpty()) {
        checkDeliverPrefix(external.deliver(), origins, streams);
      }
    }
    for (StreamSource origin : origins) {
      External external = origin.external();
      if (external != null && !external.api().isEmpty()) {
        checkApiPrefix(external.api());
      }
    }
  }

  private static void checkDeliverPrefix(
      String prefix, List<StreamSource> origins, StreamLookup streams) throws ApiException {
    refuseIf(
        !Subjects.isValidLiteral(prefix), () -> SourcingErrors.externalDeliveryInvalid(prefix));
    for (StreamSource origin : origins) {
      StreamConfig local = origin.external() == null ? streams.config(origin.name()) : null;
      for (String subject : local == null ? List.<String>of() : local.subjects()) {
        refuseIf(
            Subjects.collide(subject, prefix + '.' + subject),
            () -> SourcingErrors.externalDeliveryOverlaps(prefix, subject));
      }
    }
  }

  private static void checkApiPrefix(String prefix) throws ApiException {
    invalidIf(
        !Subjects.isValidLiteral(prefix),
        "stream external api prefix "
            + GoText.quote(prefix)
            + " must be a valid subject without wildcards");
    refuseIf(
        Subjects.collide(prefix, API_PREFIX),
        () -> SourcingErrors.externalApiOverlaps(prefix, API_PREFIX));
  }

  /** Follows sources and mirrors from stream to stream; a filter may keep a circle from closing. */
  static void checkCycles(StreamConfig config, StreamLookup streams) throws ApiException {
    Deque<StreamConfig> toVisit = new ArrayDeque<>(List.of(config));
    Set<String> visited = new HashSet<>();
    while (!toVisit.isEmpty()) {
      StreamConfig visiting = toVisit.remove();
      visited.add(visiting.name());
      for (StreamSource source : visiting.sources()) {
        if (source.external() == null) {
          boolean cycle = overlaps(visiting.subjects(), source.filterSubject());
          follow(source, cycle, visited, toVisit, streams);
        }
      }
      StreamSource mirror = visiting.mirror();
      if (mirror != null && mirror.external() == null) {
        follow(mirror, true, visited, toVisit, streams);
      }
    }
  }

  private static void follow(
      StreamSource origin,
      boolean closes,
      Set<String> visited,
      Deque<StreamConfig> toVisit,
      StreamLookup streams)
      throws ApiException {
    if (visited.contains(origin.name())) {
      invalidIf(closes, "detected cycle");
      return;
    }
    StreamConfig next = streams.config(origin.name());
    if (next != null) {
      toVisit.add(next);
    }
  }

  private static boolean overlaps(List<String> subjects, String filter) {
    return filter.isEmpty()
        || subjects.stream().anyMatch(subject -> Subjects.collide(subject, filter));
  }
}
