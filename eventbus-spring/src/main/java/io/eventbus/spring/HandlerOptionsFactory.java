package io.eventbus.spring;

import io.eventbus.retry.RetryPolicy;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** Reads {@link OnEvent} with the application's properties and beans. */
final class HandlerOptionsFactory {

  private final ConsumerProperties properties;
  private final ConfigurableBeanFactory beans;
  private final @Nullable String usualGroup;

  HandlerOptionsFactory(
      ConsumerProperties properties, ConfigurableBeanFactory beans, @Nullable String usualGroup) {
    this.properties = properties;
    this.beans = beans;
    this.usualGroup = usualGroup;
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
    }
  }

  private HandlerOptions read(@Nullable OnEvent annotation) {
    if (annotation == null) {
      return new HandlerOptions(group(""), HandlerOptions.texts(new String[0]), null, null, false);
    }
    var pattern = text(annotation.topicPattern());
    var topics = Stream.of(annotation.topics()).map(this::text).toArray(String[]::new);
    return new HandlerOptions(
        group(text(annotation.group())),
        HandlerOptions.texts(topics),
        pattern.isEmpty() ? null : Pattern.compile(pattern),
        retry(annotation),
        annotation.idempotent());
  }

  private String text(String value) {
    var resolved = beans.resolveEmbeddedValue(value);
    return resolved == null ? "" : resolved;
  }

  private String group(String own) {
    return Stream.of(own, properties.group(), usualGroup)
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElseThrow(
            () ->
                new EventBusStartException(
                    "There are handlers of events without a consumer group",
                    "Set 'spring.application.name', 'eventbus.consumer.group', or the group of"
                        + " @OnEvent.",
                    null));
  }

  private @Nullable RetryPolicy retry(OnEvent annotation) {
    var bean = text(annotation.retryPolicy());
    var base =
        bean.isEmpty() ? properties.retry().policy() : beans.getBean(bean, RetryPolicy.class);
    if (annotation.attempts() > 0) {
      return base.withMaxAttempts(annotation.attempts());
    }
    return bean.isEmpty() ? null : base;
  }
}
