package dev.jetharness.junit;

import io.nats.client.ConsumerContext;
import io.nats.client.KeyValue;
import io.nats.client.ObjectStore;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Finds which stream, consumer or bucket a parameter means: the one it names, or the only one. */
final class AssetNames {
  private final ParameterContext parameter;
  private final List<Declarations> declarations;

  AssetNames(ParameterContext parameter, List<Declarations> declarations) {
    this.parameter = parameter;
    this.declarations = declarations;
  }

  /** The annotation that declares what a parameter of this type stands for. */
  static Class<? extends Annotation> declaredBy(Class<?> type) {
    if (type == KeyValue.class) {
      return WithKeyValue.class;
    } else if (type == ObjectStore.class) {
      return WithObjectStore.class;
    }
    return type == ConsumerContext.class ? WithConsumer.class : WithStream.class;
  }

  String keyValue() {
    return parameter
        .findAnnotation(Bucket.class)
        .map(Bucket::value)
        .orElseGet(
            () -> theOnly(Declarations::keyValues, "@Bucket(\"…\")", WithKeyValue.class).value());
  }

  String objectStore() {
    return parameter
        .findAnnotation(Bucket.class)
        .map(Bucket::value)
        .orElseGet(
            () ->
                theOnly(Declarations::objectStores, "@Bucket(\"…\")", WithObjectStore.class)
                    .value());
  }

  String stream() {
    return parameter
        .findAnnotation(StreamName.class)
        .map(StreamName::value)
        .orElseGet(
            () -> theOnly(Declarations::streams, "@StreamName(\"…\")", WithStream.class).name());
  }

  OfConsumer consumer() {
    return parameter
        .findAnnotation(ConsumerName.class)
        .map(named -> new OfConsumer(named.stream(), named.value()))
        .orElseGet(
            () -> {
              WithConsumer only =
                  theOnly(
                      Declarations::consumers,
                      "@ConsumerName(stream = \"…\", value = \"…\")",
                      WithConsumer.class);
              return new OfConsumer(only.stream(), only.name());
            });
  }

  private <A extends Annotation> A theOnly(
      Function<Declarations, List<A>> kind, String example, Class<A> type) {
    List<A> declared =
        declarations.stream().flatMap(each -> kind.apply(each).stream()).distinct().toList();
    if (declared.size() != 1) {
      throw new ParameterResolutionException(
          "Which one is %s? Write %s in front of it; without, it is the only @%s of the test, but there are %d"
              .formatted(
                  Naming.of(parameter.getParameter()),
                  example,
                  type.getSimpleName(),
                  declared.size()));
    }
    return declared.get(0);
  }

  /** A consumer and its stream. */
  record OfConsumer(String stream, String name) {}
}
