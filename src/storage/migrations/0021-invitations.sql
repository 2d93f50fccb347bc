-- Somebody who manages a business invites a person, by the address under which that person has, or will have, a profile.
create table invitations (
  id integer primary key,
  bn9 text not null,
  email text not null,
  role text not null,
  programs text not null,
  invited_by text not null,
  invited_on text not null,
  expires_on text not null,
  status text not null,
  decided_on text
);

create index invitations_email on invitations (email, status);

create index invitations_bn9 on invitations (bn9, status);
