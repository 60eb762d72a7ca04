/**
 * Publishing without a broker, for tests of what publishes. Open {@link
 * io.eventbus.test.publish.RecordingPublisher} first.
 */
@NullMarked
package io.eventbus.test.publish;

import org.jspecify.annotations.NullMarked;
