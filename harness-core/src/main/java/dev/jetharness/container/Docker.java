package dev.jetharness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.BrokerUnavailableException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** The Docker engine, and the images that it has. */
final class Docker {
  private Docker() {}

  /**
   * Makes sure that there is an engine with this image. An image that is missing is pulled, once:
   * Testcontainers would try for minutes.
   *
   * @throws BrokerUnavailableException if there is no engine, or it can't get the image
   */
  static void require(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new BrokerUnavailableException(
          "no Docker engine answers: start one, or name it with DOCKER_HOST");
    }
    DockerClient client = DockerClientFactory.instance().client();
    String name =
        ImageNameSubstitutor.instance().apply(DockerImageName.parse(image)).asCanonicalNameString();
    try {
      client.inspectImageCmd(name).exec();
    } catch (NotFoundException missing) {
      pull(client, name);
    }
  }

  private static void pull(DockerClient client, String image) {
    try {
      client.pullImageCmd(image).start().awaitCompletion();
      client.inspectImageCmd(image).exec();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new BrokerFailedException("interrupted while pulling " + image, interruption);
    } catch (DockerException refused) {
      throw new BrokerUnavailableException(
          "the image %s is not there and can't be pulled: docker pull %1$s, or name another one"
                  .formatted(image)
              + " with -Djetharness.container.image=IMAGE",
          refused);
    }
  }
}
