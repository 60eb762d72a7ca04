package io.eventbus.cli.terminal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells how far long work is: a bar where somebody watches, a line every few seconds elsewhere. For
 * one thread.
 */
public final class Progress implements AutoCloseable {

  private static final int WIDTH = 30;
  private static final long BAR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Terminal terminal;
  private final String what;
  private final LongSupplier nanos;
  private final boolean bar;
  private final long begin;
  private long told;

  /** How long the line is that stands there. */
  private int drawn;

  /** Tells of this work, such as {@code redriven}. */
  public Progress(Terminal terminal, String what) {
    this(terminal, what, System::nanoTime);
  }

  Progress(Terminal terminal, String what, LongSupplier nanos) {
    this.terminal = terminal;
    this.what = what;
    this.nanos = nanos;
    this.bar = terminal.operator().watches();
    this.begin = nanos.getAsLong();
    this.told = begin;
  }

  /** Says how much is done of what there is. */
  public void at(long done, long total) {
    long now = nanos.getAsLong();
    boolean last = done >= total;
    if (bar) {
      if (last || now - told >= BAR_NANOS) {
        told = now;
        draw(done, total);
      }
    } else if (now - told >= LINE_NANOS) {
      told = now;
      terminal.say(done + " of " + total + " " + what);
    }
  }

  private void draw(long done, long total) {
    double share = total <= 0 ? 1 : Math.min(1.0, (double) done / total);
    int full = (int) (share * WIDTH);
    double seconds = Math.max(0.001, (nanos.getAsLong() - begin) / 1e9);
    var line =
        String.format(
            "\r[%s%s] %3d %%  %d of %d %s, %.0f/s",
            "#".repeat(full),
            ".".repeat(WIDTH - full),
            (int) (share * 100),
            done,
            total,
            what,
            done / seconds);
    terminal.err().print(line + " ".repeat(Math.max(0, drawn - line.length())));
    terminal.err().flush();
    drawn = line.length();
  }

  /** Ends the line of the bar. */
  @Override
  public void close() {
    if (drawn > 0) {
      terminal.err().println();
      terminal.err().flush();
    }
  }
}
