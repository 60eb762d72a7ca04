package io.eventbus.examples.course.courses;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The courses over HTTP. */
@RestController
@RequestMapping("/api/v1/courses")
final class CourseController {

  private final Instructors instructors;
  private final CourseService courses;

  CourseController(Instructors instructors, CourseService courses) {
    this.instructors = instructors;
    this.courses = courses;
  }

  /** The identity service is asked before the transaction: if it is slow, it holds nothing up. */
  @PostMapping
  ResponseEntity<Course> create(@Valid @RequestBody NewCourse newCourse) {
    instructors.requireKnown(newCourse.instructorId());
    var course = courses.create(newCourse);
    return ResponseEntity.created(URI.create("/api/v1/courses/" + course.id())).body(course);
  }

  @GetMapping("/{id}")
  Course find(@PathVariable UUID id) {
    return courses.find(id).orElseThrow(CourseService::unknown);
  }

  @PutMapping("/{id}")
  Course change(@PathVariable UUID id, @Valid @RequestBody CourseChange change) {
    return courses.change(id, change);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    courses.delete(id);
  }
}
