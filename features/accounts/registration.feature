# CARM client portal: registration of an existing client; two of three shared secrets
@registration
Feature: Registering a business in the portal

  Background:
    Given importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $1,000.00
    And Anne pays $20.00 by online-banking
    And a person Zoe with a profile in the portal

  Example: Two right answers make the person its manager
    When Zoe registers the business of Anne with its latest payment and the total of its declaration
    Then Zoe is the business account manager of Anne

  Example: One right answer is not enough
    When Zoe registers the business of Anne with its latest payment alone
    Then the refusal is REGISTRATION_DIFFERS
    And Zoe does not work for Anne

  Example: A business that has its manager is not registered again
    Given a person Yves with a profile in the portal
    When Zoe registers the business of Anne with its latest payment and the total of its declaration
    And Yves registers the business of Anne with its latest payment and the total of its declaration
    Then the refusal is MANAGED_ALREADY
    And Yves does not work for Anne
