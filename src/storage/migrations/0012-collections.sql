-- The steps of a collection have their own names since there are five of them.
update collections set step = 'WARNING' where step = 'NOTICE';
update collections set step = 'ARREARS' where step = 'REFERRED';
