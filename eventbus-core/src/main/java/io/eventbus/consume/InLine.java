package io.eventbus.consume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place in a line: one event of a key behind the other, each knowing only who stands next. One
 * thread lines up, always behind the last; the one at the front leaves on whatever thread it ends.
 * Both settle who starts the next with a single compare-and-set of the same field, so there is no
 * lock, no object per line, and nobody ever waits.
 *
 * @param <T> what stands in line
 */
abstract class InLine<T extends InLine<T>> {

  private static final VarHandle NEXT;
  private static final Object NOBODY = new Object();

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(InLine.class, "next", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object next;

  /** Stands behind the last of a line; {@code false} if that one has left, so this is the front. */
  final boolean waitBehind(T last) {
    return NEXT.compareAndSet(last, null, this);
  }

  /** Leaves the front of the line; returns who is there now, {@code null} for nobody. */
  final @Nullable T leaveLine() {
    if (NEXT.compareAndSet(this, null, NOBODY)) {
      return null;
    }
    var next = behind();
    NEXT.set(
        this, NOBODY); // or who left long ago would keep all that came after from the collector
    return next;
  }

  /** Who stands behind this one by now. */
  @SuppressWarnings("unchecked") // waitBehind() takes no other
  final @Nullable T behind() {
    var behind = next;
    return behind == NOBODY ? null : (T) behind;
  }

  /** Whether this one has left. */
  final boolean left() {
    return next == NOBODY;
  }
}
