namespace Vamos.Adapters.Tests.Mds;

using Vamos.Adapters.Tests.Lab;

/// <summary>One legacy database of each engine serves all tests on it.</summary>
[CollectionDefinition(Name)]
public sealed class OnSqlite : ICollectionFixture<SqliteLab>
{
    public const string Name = "MDS on SQLite";
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresLab>
{
    public const string Name = "MDS on PostgreSQL";
}

[Collection(OnSqlite.Name)]
public sealed class MdsContractOnSqliteTests(SqliteLab lab) : MdsContractTests(lab);

[Collection(OnPostgres.Name)]
public sealed class MdsContractOnPostgresTests(PostgresLab lab) : MdsContractTests(lab);

[Collection(OnSqlite.Name)]
public sealed class MdsDefectsOnSqliteTests(SqliteLab lab) : MdsDefectsTests(lab);

[Collection(OnPostgres.Name)]
public sealed class MdsDefectsOnPostgresTests(PostgresLab lab) : MdsDefectsTests(lab);

[Collection(OnSqlite.Name)]
public sealed class MdsLookupOnSqliteTests(SqliteLab lab) : MdsLookupTests(lab);

[Collection(OnPostgres.Name)]
public sealed class MdsLookupOnPostgresTests(PostgresLab lab) : MdsLookupTests(lab);
