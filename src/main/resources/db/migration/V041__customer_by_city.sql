-- A city with few customers is found without reading everybody else.
create index customers_by_city on customers (city, id);
