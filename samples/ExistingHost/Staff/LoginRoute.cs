using System.Security.Claims;
using ExistingHost.Catalogue;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;

namespace ExistingHost.Staff;

/// <summary>How the people of the house log in: a name and a password for a token that is good for an hour.</summary>
internal static class LoginRoute
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/login", LogInAsync).AllowAnonymous();

    private static async Task<IResult> LogInAsync(Login login, CatalogueContext catalogue, CancellationToken cancellationToken)
    {
        Employee? employee = await catalogue.Employees.FindAsync([login.Name], cancellationToken);
        if (employee is null
            || new PasswordHasher<Employee>().VerifyHashedPassword(employee, employee.PasswordHash, login.Password) == PasswordVerificationResult.Failed)
        {
            return Results.Unauthorized();
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, employee.Name), new Claim(ClaimTypes.Role, employee.Role)], BearerTokenDefaults.AuthenticationScheme);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }
}
