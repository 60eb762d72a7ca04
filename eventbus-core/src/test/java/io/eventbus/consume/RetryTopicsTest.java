package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RetryTopicsTest {

  private static final long LOOK = Duration.ofSeconds(6).toNanos();

  private final List<CompletableFuture<Set<String>>> looks = new ArrayList<>();
  private long now = System.nanoTime();

  @Test
  void subscribesToWhatIsThereAtTheStart() {
    var topics =
        new RetryTopics(
            Set.of("a", "b"),
            Set.of("a.g.retry", "b.g.retry"),
            names -> CompletableFuture.completedStage(Set.of("b.g.retry")));

    assertThat(topics.toSubscribe(() -> false)).containsExactlyInAnyOrder("a", "b", "b.g.retry");
    assertThat(topics.changed(now)).isFalse();
  }

  @Test
  void startsWithoutAnAnswerAndTellsOfATopicThatComesLater() {
    var topics = new RetryTopics(Set.of("a"), Set.of("a.g.retry"), this::look);
    assertThat(topics.toSubscribe(() -> false)).containsExactly("a");
    assertThat(topics.changed(now)).isFalse();

    looks.get(0).complete(Set.of());
    assertThat(later(topics)).isFalse();
    looks.get(1).complete(Set.of("a.g.retry"));

    assertThat(topics.changed(now)).isTrue();
    assertThat(topics.toSubscribe(() -> false)).containsExactlyInAnyOrder("a", "a.g.retry");
    assertThat(topics.changed(now)).isFalse();
  }

  @Test
  void doesNotWaitForAnAnswerOnceItIsToStop() {
    var topics = new RetryTopics(Set.of("a"), Set.of("a.g.retry"), this::look);
    var asked = new AtomicInteger();

    assertThat(topics.toSubscribe(() -> asked.incrementAndGet() == 3)).containsExactly("a");

    assertThat(asked).hasValue(3);
  }

  @Test
  void asksOnceAtATimeAndNotMoreOftenThanEveryFewSeconds() {
    var topics = new RetryTopics(Set.of("a"), Set.of("a.g.retry"), this::look);
    topics.toSubscribe(() -> false);
    later(topics);
    later(topics);
    assertThat(looks).hasSize(1);

    looks.get(0).complete(Set.of());
    later(topics);
    topics.changed(now);
    assertThat(looks).hasSize(2);
  }

  @Test
  void forgetsATopicAfterTwoAnswersWithoutItAndNoneAfterAFailure() {
    var topics = new RetryTopics(Set.of("a"), Set.of("a.g.retry"), this::look);
    topics.toSubscribe(() -> false);
    looks.get(0).complete(Set.of("a.g.retry"));
    topics.toSubscribe(() -> false);

    later(topics);
    looks.get(1).completeExceptionally(new IllegalStateException("no broker"));
    later(topics);
    looks.get(2).complete(Set.of());
    assertThat(topics.changed(now)).isFalse();
    later(topics);
    looks.get(3).complete(Set.of());

    assertThat(topics.changed(now)).isTrue();
    assertThat(topics.toSubscribe(() -> false)).containsExactly("a");
  }

  private boolean later(RetryTopics topics) {
    now += LOOK;
    return topics.changed(now);
  }

  private CompletionStage<Set<String>> look(Set<String> names) {
    var answer = new CompletableFuture<Set<String>>();
    looks.add(answer);
    return answer;
  }
}
