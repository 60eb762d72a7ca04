/**
 * Which topic an event belongs to. Open {@link io.eventbus.topic.TopicNaming} first; the convention
 * stays behind it.
 */
@NullMarked
package io.eventbus.topic;

import org.jspecify.annotations.NullMarked;
