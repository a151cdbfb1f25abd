using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Tests.Hosting;

/// <summary>What AddInterconn and AddHandler register, and what they leave to the host.</summary>
public sealed class RegistrationTests
{
    [Test]
    public void AddInterconn_Twice_SaysSo()
    {
        var services = new ServiceCollection();
        services.AddInterconn(Least);
        Assert.That(() => services.AddInterconn(Least), Throws.InvalidOperationException.With.Message.Contains("AddInterconn was called twice"));
    }

    [Test]
    public void AddHandler_ClassThatServesNothing_NamesTheInterfaces() => Assert.That(
        () => new ServiceCollection().AddInterconn(Least).AddHandler<ServesNothing>(),
        Throws.InvalidOperationException.With.Message.Contains(nameof(ServesNothing))
            .And.Message.Contains("INodeHandler").And.Message.Contains("IModelHandler"));

    [Test]
    public void AddHandler_SecondClassForAnInterface_NamesBoth() => Assert.That(
        () => new ServiceCollection().AddInterconn(Least).AddHandler<ServesDatasets>().AddHandler<ServesAll>(),
        Throws.InvalidOperationException.With.Message.Contains(nameof(IDatasetHandler)).And.Message.Contains(nameof(ServesAll)));

    [Test]
    public void AddHandler_SameClassTwice_IsRefused() => Assert.That(
        () => new ServiceCollection().AddInterconn(Least).AddHandler<ServesDatasets>().AddHandler<ServesDatasets>(), Throws.InvalidOperationException);

    [Test]
    public void AddHandler_ClassOfSeveralInterfaces_ServesEachWithAnObjectOfItsOwn()
    {
        var services = new ServiceCollection();
        services.AddInterconn(Least).AddHandler<ServesAll>();
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        using IServiceScope scope = provider.CreateScope();
        Type[] interfaces =
        [
            typeof(INodeHandler), typeof(IDatasetHandler), typeof(IProjectHandler), typeof(IComponentHandler), typeof(IFlowHandler), typeof(IJobHandler), typeof(IModelHandler),
        ];
        Assert.That(interfaces.Select(scope.ServiceProvider.GetRequiredService), Is.Unique.And.All.InstanceOf<ServesAll>().And.Exactly(7).Items);
    }

    [TestCase(ServiceLifetime.Singleton, 1)]
    [TestCase(ServiceLifetime.Scoped, 2)]
    [TestCase(ServiceLifetime.Transient, 4)]
    public void AddHandler_RegisteredByTheHostOtherwise_LivesAsLongAsTheHostSaid(ServiceLifetime lifetime, int objects)
    {
        IServiceCollection services = new ServiceCollection();
        services.Add(ServiceDescriptor.Describe(typeof(ServesDisposably), typeof(ServesDisposably), lifetime));
        services.AddInterconn(Least).AddHandler<ServesDisposably>();
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        for (int call = 0; call < 2; call++)
        {
            using IServiceScope scope = provider.CreateScope();
            foreach (Type asked in new[] { typeof(IDatasetHandler), typeof(INodeHandler) })
            {
                var handler = (ServesDisposably)scope.ServiceProvider.GetRequiredService(asked);
                Assert.That(handler.IsDisposed, Is.False);
                seen.Add(handler);
            }
        }

        Assert.That(seen, Has.Count.EqualTo(objects));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void AddInterconn_ServicesOfTheHost_WinWheneverTheyAreRegistered(bool before)
    {
        var own = new OwnStores();
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var permits = new InMemoryPermitStore(clock);
        var services = new ServiceCollection();
        if (before)
        {
            Register();
        }

        services.AddInterconn(Least);
        if (!before)
        {
            Register();
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Multiple(() =>
        {
            Assert.That(provider.GetRequiredService<IReplayGuard>(), Is.SameAs(own));
            Assert.That(provider.GetRequiredService<IPartnerDirectory>(), Is.SameAs(own));
            Assert.That(provider.GetRequiredService<IPartnerTrustPolicy>(), Is.SameAs(own));
            Assert.That(provider.GetRequiredService<IPermitStore>(), Is.SameAs(permits));
            Assert.That(provider.GetRequiredService<TimeProvider>(), Is.SameAs(clock));
        });

        void Register() => services
            .AddSingleton<IReplayGuard>(own)
            .AddSingleton<IPartnerDirectory>(own)
            .AddSingleton<IPartnerTrustPolicy>(own)
            .AddSingleton<IPermitStore>(permits)
            .AddSingleton<TimeProvider>(clock);
    }

    [Test]
    public void AddInterconn_Alone_BringsEverythingANodeNeeds()
    {
        var services = new ServiceCollection();
        services.AddInterconn(options =>
        {
            Least(options);
            options.Node.InstId = "LX01";
        });
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.Multiple(() =>
        {
            Assert.That(provider.GetRequiredService<IReplayGuard>(), Is.InstanceOf<InMemoryReplayGuard>());
            Assert.That(provider.GetRequiredService<IPermitStore>(), Is.InstanceOf<InMemoryPermitStore>());
            Assert.That(provider.GetRequiredService<PermitIssuer>(), Is.Not.Null);
            Assert.That(provider.GetRequiredService<PermitVerifier>(), Is.Not.Null);
            Assert.That(provider.GetRequiredService<InterconnClientFactory>(), Is.Not.Null);
            Assert.That(provider.GetRequiredService<TimeProvider>(), Is.SameAs(TimeProvider.System));
        });
    }

    [Test]
    public void PermitIssuer_NodeWithoutInstitution_NamesTheSetting()
    {
        var services = new ServiceCollection();
        services.AddInterconn(Least);
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(() => provider.GetRequiredService<PermitIssuer>(), Throws.InvalidOperationException.With.Message.Contains("Set Node.InstId"));
        Assert.That(() => provider.GetRequiredService<PermitVerifier>(), Throws.Nothing);
    }

    // The handler that signs belongs to the one client; those of the host must not stumble over it.
    [Test]
    public async Task AddInterconn_OtherHttpClientsOfTheHost_AreLeftAlone()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        var services = new ServiceCollection();
        services.AddHttpClient("other");
        services.AddInterconn(Least);
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpResponseMessage answer = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("other").GetAsync(partner.Address);
        Assert.That(answer.IsSuccessStatusCode, Is.True);
        Assert.That(partner.Requests.Single().Headers.Select(header => header.Key), Has.None.StartsWith("x-"));
    }

    private static void Least(InterconnOptions options)
    {
        options.Node.NodeId = TestNode.HolderId;
        options.SigningKey = TestKeys.HolderKey;
    }

    private sealed class ServesNothing;

    private sealed class ServesDatasets : IDatasetHandler;

    private sealed class ServesAll : INodeHandler, IDatasetHandler, IProjectHandler, IComponentHandler, IFlowHandler, IJobHandler, IModelHandler;

    private sealed class ServesDisposably : INodeHandler, IDatasetHandler, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class OwnStores : IReplayGuard, IPartnerDirectory, IPartnerTrustPolicy
    {
        public ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
