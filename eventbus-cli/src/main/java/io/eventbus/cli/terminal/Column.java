package io.eventbus.cli.terminal;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a listing, which is one member of its JSON. Immutable.
 *
 * @param name the member's name, such as {@code eventId}; its header is {@code EVENT ID}
 * @param value what a row has there: a text, a number, a truth value, a time, an age, or nothing
 */
record Column<T>(String name, Function<? super T, ? extends @Nullable Object> value) {

  String header() {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
  }

  String text(T row) {
    return Texts.of(value.apply(row));
  }

  boolean isNumber(T row) {
    return value.apply(row) instanceof Number;
  }
}
