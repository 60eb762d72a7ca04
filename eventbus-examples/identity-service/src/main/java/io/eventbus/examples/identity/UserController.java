package io.eventbus.examples.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users over HTTP. */
@RestController
@RequestMapping("/api/v1/users")
final class UserController {

  private final UserRepository users;

  UserController(UserRepository users) {
    this.users = users;
  }

  /**
   * The users who have or had a phone number.
   *
   * @param phone the number with its {@code +}, which a URL spells {@code %2B}, or without
   */
  @GetMapping
  List<User> find(@RequestParam String phone) {
    var digits = phone.startsWith("+") ? phone.substring(1) : phone.strip();
    return users.findByPhoneNumber("+" + digits);
  }

  /** One user, for services that have heard of the id. */
  @GetMapping("/{id}")
  ResponseEntity<User> find(@PathVariable UUID id) {
    return ResponseEntity.of(users.find(id));
  }
}
