# CloudEvents 1.0; Standard Webhooks (signature, retries)
@notices
Feature: Notices to a partner's own system

  Background:
    Given importer Anne is enrolled in release prior to payment
    And Anne has her system told of cad.accepted and statement.issued

  Example: It is told when a declaration is accepted
    When Anne accounts for released goods worth $1,000.00
    Then her system is told of cad.accepted

  Example: It is told on the 25th
    When Anne accounts for released goods worth $1,000.00
    And time moves to 2024-11-25
    Then her system is told of cad.accepted then statement.issued

  Example: It is told nothing of others
    Given importer Bob is enrolled in release prior to payment
    When Bob accounts for released goods worth $1,000.00
    Then her system is told of nothing

  Example: While it does not answer, nothing is lost
    Given her system does not answer
    When Anne accounts for released goods worth $1,000.00
    Then her system is told of nothing
    When her system answers again
    Then her system is told of cad.accepted

  Example: A broker's system is told of the declarations of its client
    Given broker Carl
    And importer Bob is enrolled in release prior to payment
    And Bob has given Carl authority
    And Carl has her system told of cad.accepted and statement.issued
    When Bob accounts for released goods worth $1,000.00
    Then her system is told of cad.accepted
