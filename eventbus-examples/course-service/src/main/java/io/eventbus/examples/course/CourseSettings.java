package io.eventbus.examples.course;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set under {@code course}, beside the bus.
 *
 * @param identityUrl where the identity service is, {@code http://localhost:8082} by default
 * @param identityTimeout how long it may take to answer, 2 s by default
 * @param publicationTimeout how long a publication may wait for its content and its teacher
 *     together, 14 days by default
 */
@ConfigurationProperties("course")
public record CourseSettings(
    @DefaultValue("http://localhost:8082") URI identityUrl,
    @DefaultValue("2s") Duration identityTimeout,
    @DefaultValue("14d") Duration publicationTimeout) {}
