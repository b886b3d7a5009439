package dev.jetharness.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TarListingTest {

  private static boolean hasOnlyKept(String... names) throws IOException {
    byte[] tar = new byte[512 * (names.length + 2)];
    for (int i = 0; i < names.length; i++) {
      byte[] name = names[i].getBytes(UTF_8);
      System.arraycopy(name, 0, tar, 512 * i, name.length);
    }
    return TarListing.hasOnly(".keep", new ByteArrayInputStream(tar));
  }

  @Test
  void seesThatNothingIsLeft() throws IOException {
    assertThat(hasOnlyKept("streams/")).isTrue();
    assertThat(hasOnlyKept("streams/", "streams/.keep")).isTrue();
  }

  @Test
  void seesWhatIsLeft() throws IOException {
    assertThat(hasOnlyKept("streams/", "streams/.ORDERS/")).isFalse();
    assertThat(hasOnlyKept("streams/", "streams/ORDERS/", "streams/.keep")).isFalse();
    assertThat(hasOnlyKept("streams/", "streams/.keep", "streams/ORDERS/")).isFalse();
  }
}
