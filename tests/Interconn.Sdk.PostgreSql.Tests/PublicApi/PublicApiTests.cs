using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(InterconnPostgreSqlServiceCollectionExtensions).Assembly);
