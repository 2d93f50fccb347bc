# CARM briefing, March 2024: status of the 534 incidents, service level requirements, key challenges; assumption A-101
@support @desk
Feature: The support desk

  Background:
    Given importer Anne is enrolled in release prior to payment
    And it is 09:00 on 2024-11-05
    And Anne reports an incident with these facts
      | effect    | stoppage |
      | process   | primary  |
      | functions | certain  |

  Example: How long a ticket took until managed services had it
    When it is 21:00 on 2024-11-07
    And the desk escalates it to managed services
    Then it took 2.5 days until it was escalated

  Example: What waits for another department is measured apart
    When the desk waits for another department from 10:00 to 13:00
    And the desk resolves it at 14:00
    Then its resolution missed the 4 hours by 60 minutes
    But with its clock stopped while it waits it is in time

  Example: Resolved too soon
    When the desk resolves it at 10:00
    And it is 15:00 on 2024-11-05
    And Anne opens it again
    And the desk resolves it at 16:00
    Then its resolution missed the 4 hours by 180 minutes

  Example: Nobody opened it again while it was watched
    When the desk resolves it at 10:00
    And it is 12:00 on 2024-11-13
    Then the ticket is Resolved
    When it is 12:00 on 2024-11-14
    Then the ticket is Closed
