package io.eventbus.examples.teacher;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The teachers over HTTP. What is wrong with a request is told by {@link Problems}. */
@RestController
@RequestMapping("/api/v1/teachers")
final class TeacherController {

  private final TeacherService teachers;

  TeacherController(TeacherService teachers) {
    this.teachers = teachers;
  }

  @PostMapping
  ResponseEntity<Teacher> create(@Valid @RequestBody NewTeacher newTeacher) {
    var teacher = teachers.create(newTeacher);
    return ResponseEntity.created(URI.create("/api/v1/teachers/" + teacher.id())).body(teacher);
  }

  @PostMapping("/bulk")
  @ResponseStatus(HttpStatus.CREATED)
  List<Teacher> createAll(@Valid @RequestBody NewTeachers newTeachers) {
    return teachers.createAll(newTeachers.teachers());
  }

  @GetMapping("/{id}")
  ResponseEntity<Teacher> find(@PathVariable UUID id) {
    return ResponseEntity.of(teachers.find(id));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable UUID id) {
    return (teachers.delete(id) ? ResponseEntity.noContent() : ResponseEntity.notFound()).build();
  }

  @ExceptionHandler
  ProblemDetail numberTaken(DuplicateKeyException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "Another teacher has this phone number.");
  }
}
