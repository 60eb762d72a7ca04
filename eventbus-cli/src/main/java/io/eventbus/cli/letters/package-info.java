/**
 * Dead letters: what failed and why, sent back or set aside. Open {@link
 * io.eventbus.cli.letters.DlqCommand} first.
 */
@NullMarked
package io.eventbus.cli.letters;

import org.jspecify.annotations.NullMarked;
