package io.eventbus.examples.content.catalog;

/** A field of what a caller says fits not with what there is. */
final class InvalidContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidContentException(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
