package io.eventbus.examples.course.courses;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The enrolments over HTTP. */
@RestController
@RequestMapping("/api/v1/courses/{courseId}/enrolments")
final class EnrolmentController {

  private final EnrolmentService enrolments;

  EnrolmentController(EnrolmentService enrolments) {
    this.enrolments = enrolments;
  }

  /** Who is to be enrolled. */
  record NewEnrolment(@NotNull UUID studentId) {}

  @PostMapping
  ResponseEntity<Enrolment> enrol(
      @PathVariable UUID courseId, @Valid @RequestBody NewEnrolment newEnrolment) {
    var enrolled = enrolments.enrol(courseId, newEnrolment.studentId());
    return ResponseEntity.status(enrolled.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(enrolled.enrolment());
  }
}
