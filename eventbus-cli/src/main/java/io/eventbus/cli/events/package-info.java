/**
 * Events as they pass: published by hand, and shown as they stand on topics. Open {@link
 * io.eventbus.cli.events.TailCommand} first.
 */
@NullMarked
package io.eventbus.cli.events;

import org.jspecify.annotations.NullMarked;
