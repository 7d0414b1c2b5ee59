// Where this browser holds visits of somebody's day, the script that keeps and wipes them is fetched; nowhere else.

if (localStorage.getItem("kith-visits") && !document.querySelector("script[data-away-script]")) fetchScript("away");
