/** The command line {@code eventbus}. Open {@link io.eventbus.cli.Eventbus} first. */
@NullMarked
package io.eventbus.cli;

import org.jspecify.annotations.NullMarked;
