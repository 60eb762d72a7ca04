package io.eventbus.examples.course.courses;

import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The modules of courses over HTTP. */
@RestController
@RequestMapping("/api/v1/courses/{courseId}/modules")
final class ModuleController {

  private final ModuleService modules;

  ModuleController(ModuleService modules) {
    this.modules = modules;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CourseModule add(@PathVariable UUID courseId, @Valid @RequestBody NewModule newModule) {
    return modules.add(courseId, newModule);
  }

  @PutMapping("/{id}")
  CourseModule change(
      @PathVariable UUID courseId, @PathVariable UUID id, @Valid @RequestBody NewModule change) {
    return modules.change(courseId, id, change);
  }

  @GetMapping
  List<CourseModule> of(@PathVariable UUID courseId) {
    return modules.of(courseId);
  }
}
