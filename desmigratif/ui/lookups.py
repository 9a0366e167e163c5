"""Ways of asking that Django does not bring along."""

import json

from django.db.models import Lookup


class Among(Lookup):
    """`pk__among=ids`: rows with one of many ids, which go to the database together as one value."""

    lookup_name = "among"

    def get_prep_lookup(self):
        return list(self.rhs)

    def as_sql(self, compiler, connection):
        column, values = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::bigint[])", [*values, self.rhs]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*values, json.dumps(self.rhs)]
