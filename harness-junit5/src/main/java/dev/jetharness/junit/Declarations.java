package dev.jetharness.junit;

import static org.junit.platform.commons.support.AnnotationSupport.findRepeatableAnnotations;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What one class or method declares: streams, buckets, topologies and consumers, which are set up
 * in this order.
 */
record Declarations(
    AnnotatedElement element,
    List<WithStream> streams,
    List<WithKeyValue> keyValues,
    List<WithObjectStore> objectStores,
    List<WithTopology> topologies,
    List<WithConsumer> consumers) {

  static Declarations of(AnnotatedElement element) {
    return new Declarations(
        element,
        findRepeatableAnnotations(element, WithStream.class),
        findRepeatableAnnotations(element, WithKeyValue.class),
        findRepeatableAnnotations(element, WithObjectStore.class),
        findRepeatableAnnotations(element, WithTopology.class),
        findRepeatableAnnotations(element, WithConsumer.class));
  }

  boolean isEmpty() {
    return streams.isEmpty()
        && keyValues.isEmpty()
        && objectStores.isEmpty()
        && topologies.isEmpty()
        && consumers.isEmpty();
  }

  void setUp(Connection connection) throws Exception {
    each(streams, stream -> connection.jetStreamManagement().addStream(configuration(stream)));
    each(keyValues, bucket -> connection.keyValueManagement().create(configuration(bucket)));
    each(
        objectStores,
        bucket ->
            connection
                .objectStoreManagement()
                .create(ObjectStoreConfiguration.builder(bucket.value()).build()));
    each(topologies, topology -> TopologyCode.of(topology, element).setUp(connection));
    each(
        consumers,
        consumer ->
            connection
                .jetStreamManagement()
                .addOrUpdateConsumer(consumer.stream(), configuration(consumer)));
  }

  private static StreamConfiguration configuration(WithStream stream) {
    return StreamConfiguration.builder()
        .name(stream.name())
        .subjects(stream.subjects())
        .retentionPolicy(stream.retention())
        .storageType(stream.storage())
        .replicas(stream.replicas())
        .build();
  }

  private static KeyValueConfiguration configuration(WithKeyValue bucket) {
    KeyValueConfiguration.Builder builder =
        KeyValueConfiguration.builder(bucket.value()).maxHistoryPerKey(bucket.history());
    return bucket.ttl().isEmpty()
        ? builder.build()
        : builder.ttl(duration("ttl", bucket.ttl())).build();
  }

  private static ConsumerConfiguration configuration(WithConsumer consumer) {
    ConsumerConfiguration.Builder builder =
        ConsumerConfiguration.builder()
            .durable(consumer.name())
            .filterSubjects(consumer.filterSubjects())
            .maxDeliver(consumer.maxDeliver());
    return consumer.ackWait().isEmpty()
        ? builder.build()
        : builder.ackWait(duration("ackWait", consumer.ackWait())).build();
  }

  private static Duration duration(String attribute, String text) {
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s = \"%s\" is no duration: write it like \"30s\", \"1m30s\" or \"0.5s\""
              .formatted(attribute, text),
          e);
    }
  }

  private <A extends Annotation> void each(List<A> declared, Step<A> step) throws Exception {
    for (A each : declared) {
      try {
        step.take(each);
      } catch (JetStreamApiException | IllegalArgumentException e) {
        throw new ExtensionConfigurationException(
            "%s of %s could not be set up: %s"
                .formatted(describe(each), Naming.of(element), e.getMessage()),
            e);
      }
    }
  }

  private static String describe(Annotation declared) {
    String type = "@" + declared.annotationType().getSimpleName();
    if (declared instanceof WithStream stream) {
      return "%s(name = \"%s\")".formatted(type, stream.name());
    } else if (declared instanceof WithConsumer consumer) {
      return "%s(stream = \"%s\", name = \"%s\")"
          .formatted(type, consumer.stream(), consumer.name());
    } else if (declared instanceof WithKeyValue bucket) {
      return "%s(\"%s\")".formatted(type, bucket.value());
    } else if (declared instanceof WithObjectStore bucket) {
      return "%s(\"%s\")".formatted(type, bucket.value());
    } else if (declared instanceof WithTopology topology) {
      return "%s(%s.class)".formatted(type, topology.value().getSimpleName());
    }
    return declared.toString();
  }

  /** What is done with one declaration. */
  @FunctionalInterface
  private interface Step<A> {
    void take(A declared) throws Exception;
  }
}
