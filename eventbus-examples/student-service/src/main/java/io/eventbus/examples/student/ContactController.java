package io.eventbus.examples.student;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The contacts over HTTP. */
@RestController
@RequestMapping("/api/v1/students/{studentId}/contacts")
final class ContactController {

  private final ContactRepository contacts;

  ContactController(ContactRepository contacts) {
    this.contacts = contacts;
  }

  @GetMapping
  List<Contact> find(@PathVariable UUID studentId) {
    return contacts.of(studentId);
  }
}
