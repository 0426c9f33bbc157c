"""One module for each family of standard numbers. The door is `standards.designations`; nothing else imports these."""
