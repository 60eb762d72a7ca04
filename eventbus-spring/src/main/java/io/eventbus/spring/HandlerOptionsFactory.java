package io.eventbus.spring;

import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.retry.RetryPolicy;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** Reads {@link OnEvent} with the application's properties and beans. */
final class HandlerOptionsFactory {

  private final EventBusProperties bus;
  private final ConsumerProperties properties;
  private final ConfigurableBeanFactory beans;
  private final @Nullable String usualGroup;
  private final SubscriptionOptions usual;

  HandlerOptionsFactory(
      EventBusProperties bus,
      ConsumerProperties properties,
      ConfigurableBeanFactory beans,
      @Nullable String usualGroup) {
    this.bus = bus;
    this.properties = properties;
    this.beans = beans;
    this.usualGroup = usualGroup;
    this.usual = SubscriptionOptions.defaults().withBatch(properties.batch().options());
  }

  /**
   * The options of a handler; without an annotation the defaults.
   *
   * @throws EventBusStartException if the annotation contradicts itself
   */
  HandlerOptions of(@Nullable OnEvent annotation, String origin) {
    try {
      return read(annotation);
    } catch (IllegalArgumentException e) {
      throw new EventBusStartException(
          "The @OnEvent of " + origin + " is not legal", "Correct what it names.", e);
    } catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException e) {
      throw new EventBusStartException(
          "The retryPolicy of the @OnEvent of " + origin + " names no bean of type RetryPolicy",
          "Define one of this name, or correct the name.",
          e);
    }
  }

  /**
   * The consumer group of what names none.
   *
   * @throws EventBusStartException if nothing says it
   */
  String usualGroup() {
    return group("");
  }

  private HandlerOptions read(@Nullable OnEvent annotation) {
    if (annotation == null) {
      return new HandlerOptions(group(""), List.of(usual), 0, false);
    }
    return new HandlerOptions(
        group(text(annotation.group())),
        subscriptions(annotation),
        notNegative(annotation.concurrency(), "concurrency"),
        annotation.idempotent());
  }

  private List<SubscriptionOptions> subscriptions(OnEvent annotation) {
    var retry = retry(annotation);
    var base = retry == null ? usual : usual.withRetry(retry);
    var pattern = text(annotation.topicPattern());
    var topics =
        Stream.of(annotation.topics())
            .map(topic -> text(topic).strip())
            .filter(topic -> !topic.isEmpty())
            .map(bus::inNamespace)
            .toList();
    if (!pattern.isEmpty()) {
      if (!topics.isEmpty()) {
        throw new IllegalArgumentException("topics and topicPattern exclude each other");
      }
      return List.of(base.withTopicPattern(inNamespace(Pattern.compile(pattern))));
    }
    return topics.isEmpty() ? List.of(base) : topics.stream().map(base::withTopic).toList();
  }

  private Pattern inNamespace(Pattern pattern) {
    var namespace = bus.inNamespace("");
    return namespace.isEmpty()
        ? pattern
        : Pattern.compile(namespace.replace(".", "\\.") + "(?:" + pattern.pattern() + ")");
  }

  private String text(String value) {
    var resolved = beans.resolveEmbeddedValue(value);
    return resolved == null ? "" : resolved;
  }

  private String group(String own) {
    return Stream.of(own, properties.group(), usualGroup)
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .map(bus::inNamespace)
        .orElseThrow(
            () ->
                new EventBusStartException(
                    "There are handlers of events, or users of their dead letters, without a consumer"
                        + " group",
                    "Set 'spring.application.name', 'eventbus.consumer.group', or the group of"
                        + " @OnEvent.",
                    null));
  }

  private @Nullable RetryPolicy retry(OnEvent annotation) {
    var bean = text(annotation.retryPolicy());
    var base =
        bean.isEmpty() ? properties.retry().policy() : beans.getBean(bean, RetryPolicy.class);
    int attempts = notNegative(annotation.attempts(), "attempts");
    if (attempts > 0) {
      return base.withMaxAttempts(attempts);
    }
    return bean.isEmpty() ? null : base;
  }

  private static int notNegative(int value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
    return value;
  }
}
