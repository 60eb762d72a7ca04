package io.eventbus.examples.content.catalog;

import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells callers where their request does not fit with what is stored. */
@RestControllerAdvice
final class CatalogProblems {

  @ExceptionHandler
  ProblemDetail invalid(InvalidContentException e) {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "The content does not fit with what there is.");
    problem.setProperty("invalid", Map.of(e.field(), String.valueOf(e.getMessage())));
    return problem;
  }

  @ExceptionHandler
  ProblemDetail taken(DuplicateKeyException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "Other content has one of these ids.");
  }

  @ExceptionHandler
  ProblemDetail inUse(DataIntegrityViolationException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "Other content is part of this, or what this is part of is gone.");
  }
}
