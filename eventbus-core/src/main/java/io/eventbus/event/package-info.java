/**
 * What an integration event is, whatever carries it: the event itself, its logical type, its
 * metadata, and the root of all failures of this library. Open {@link
 * io.eventbus.event.IntegrationEvent} first. This package imports nothing else of Eventbus.
 */
@NullMarked
package io.eventbus.event;

import org.jspecify.annotations.NullMarked;
