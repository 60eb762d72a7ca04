package io.eventbus.consume;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandlerThreadsTest {

  @Test
  void haveTheContextClassLoaderOfWhoMadeThemAndNotOfWhoHasWork() throws Exception {
    var threads = new HandlerThreads("group");
    var seen = new CompletableFuture<ClassLoader>();
    try (var other = new URLClassLoader(new URL[0])) {
      var busy =
          new Thread(
              () ->
                  threads.execute(
                      () -> seen.complete(Thread.currentThread().getContextClassLoader())));
      busy.setContextClassLoader(other);
      busy.start();

      assertThat(seen.get(30, SECONDS)).isSameAs(Thread.currentThread().getContextClassLoader());
    } finally {
      threads.close();
    }
  }
}
