/**
 * How commands talk to people and to other programs: what they print, ask, and keep to themselves.
 * Open {@link io.eventbus.cli.terminal.Terminal} first.
 */
@NullMarked
package io.eventbus.cli.terminal;

import org.jspecify.annotations.NullMarked;
