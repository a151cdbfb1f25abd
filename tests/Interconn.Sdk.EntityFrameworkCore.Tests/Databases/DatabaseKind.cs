namespace Interconn.Sdk.EntityFrameworkCore.Tests.Databases;

/// <summary>The databases that the stores support.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
