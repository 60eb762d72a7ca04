package io.eventbus.examples.notification.user;

import jakarta.validation.Valid;
import java.net.URI;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The users over HTTP. */
@RestController
@RequestMapping("/users")
final class UserController {

  private final UserService users;

  UserController(UserService users) {
    this.users = users;
  }

  @PostMapping
  ResponseEntity<User> register(@Valid @RequestBody NewUser newUser) {
    var user = users.register(newUser);
    return ResponseEntity.created(URI.create("/users/" + user.id())).body(user);
  }

  @GetMapping("/{id}")
  ResponseEntity<User> find(@PathVariable UUID id) {
    return ResponseEntity.of(users.find(id));
  }

  @PutMapping("/{id}")
  ResponseEntity<User> update(@PathVariable UUID id, @Valid @RequestBody NewUser change) {
    return ResponseEntity.of(users.update(id, change));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable UUID id) {
    return done(users.delete(id));
  }

  /** There is no password in this example: whoever asks has logged in. */
  @PostMapping("/{id}/logins")
  ResponseEntity<Void> logIn(@PathVariable UUID id) {
    return done(users.logIn(id));
  }

  private static ResponseEntity<Void> done(boolean found) {
    return (found ? ResponseEntity.noContent() : ResponseEntity.notFound()).build();
  }

  @ExceptionHandler
  ProblemDetail addressTaken(DuplicateKeyException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Another user has this address.");
  }
}
