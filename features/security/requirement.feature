# Customs Act ss. 3.4, 32(2); Customs Notice 25-22; CARM Bulletin 5404
@security
Feature: Security required for release prior to payment

  Background:
    Given today is 2025-06-02
    And importer Anne is not enrolled in release prior to payment

  Rule: An agreement covers half of the highest month, cash all of it

    Scenario Outline: From the highest month of duties and taxes, GST included
      When Anne enrols and expects a highest month of <month>
      Then an agreement of <agreement> or <cash> in cash is required of Anne

      Examples: The floor and the cap are of one program account
        | month          | agreement      | cash           |
        | $0.00          | $0.00          | $0.00          |
        | $8,000.00      | $5,000.00      | $8,000.00      |
        | $120,000.00    | $60,000.00     | $120,000.00    |
        | $50,000,000.00 | $10,000,000.00 | $10,000,000.00 |

    Example: An importer that expects nothing gives nothing
      When Anne enrols and expects a highest month of $0.00
      Then goods of Anne may be released before payment

  Rule: The review of 20 October speaks only to those who must give more

    Background:
      Given Anne enrols and expects a highest month of $1,000.00
      And Anne deposits $1,000.00 as security

    Scenario Outline: The highest month of the year is compared with what is secured
      When Anne accounts for released goods worth <goods>
      And time moves to 2025-06-26
      And Anne pays <gst> by online-banking
      And time moves to 2025-10-21
      Then Anne is told <what>

      Examples: GST is 5 %
        | goods      | gst       | what                    |
        | $30,000.00 | $1,500.00 | to comply by 2026-01-15 |
        | $20,000.00 | $1,000.00 | nothing of the review   |
