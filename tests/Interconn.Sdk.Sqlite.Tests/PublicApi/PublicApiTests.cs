using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(InterconnSqliteServiceCollectionExtensions).Assembly);
