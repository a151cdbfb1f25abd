using ExistingHost.Catalogue;
using ExistingHost.Lending;                                                                         // interconn
using ExistingHost.Staff;
using ExistingHost.Telemetry;
using Interconn.Sdk.Permits;                                                                        // interconn
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.AddSimpleConsole(static options => options.SingleLine = true);
builder.Services.AddDbContext<CatalogueContext>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Catalogue")));
builder.Services.AddDataProtection().SetApplicationName(nameof(ExistingHost))
    .PersistKeysToFileSystem(new DirectoryInfo(builder.Configuration["Catalogue:ProtectionKeys"] ?? "keys"));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddHostedService<HostTelemetry>();

// Whatever says nothing else is for the house's own people.
builder.Services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
builder.Services.AddAuthorizationBuilder()
    .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
    .AddPolicy(StaffRoles.Steward, static policy => policy.RequireRole(StaffRoles.Steward));
builder.Services.AddHealthChecks().AddCheck<CatalogueHealth>("catalogue");

builder.Services.AddInterconn(builder.Configuration.GetSection("Interconn"))                        // interconn: the node, as the settings describe it
    .AddNode()                                                                                      // interconn: takes applications, calls back, issues permits
    .AddDatasetCatalog<SharedDatasets>()                                                            // interconn: what partners see of the catalogue
    .AddApprovalPolicy<LendingPolicy>();                                                            // interconn: the house's tables decide
builder.Services.AddInterconnEntityFrameworkStores<CatalogueContext>();                             // interconn: kept in the host's database
builder.Services.AddInterconnChangeInterceptor<CatalogueContext, LoanBook>();                       // interconn: a loan is booked with its permit
builder.Services.AddHealthChecks().AddInterconnStore();                                             // interconn: not ready while the store is not

WebApplication app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
await FirstRows.MakeAsync(app.Services);

LoginRoute.Map(app);
CatalogueRoutes.Map(app);
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).AllowAnonymous();
app.MapHealthChecks("/health/ready").AllowAnonymous();

app.MapInterconn().AllowAnonymous();                                                                // interconn: callers prove themselves by signature, not by login
app.MapInterconnAdmin().RequireAuthorization(StaffRoles.Steward);                                   // interconn: what waits for a person
app.MapPost("/data/{datasetId}/read", LentData.ReadAsync).AllowAnonymous()                          // interconn: data, for those who hold a permit
    .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "datasetId");                        // interconn

await app.RunAsync();
