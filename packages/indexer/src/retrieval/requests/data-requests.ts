import type { Requests } from "./requests.js";

/** Requests for tasks on tables, graphs and series, and for agents. */
export const DATA_REQUESTS: Requests = {
  "table-question-answering": `
    Ask questions in plain English about a spreadsheet of sales figures.
    Which country in this table has won the most medals?
    Look up the total revenue of a quarter from a table without writing SQL.
    Our employees should query the inventory table by asking a question.
    Given a table of players and scores, who scored the most?
    Find the cells of a table that answer the user's question.
    Turn a question about a database table into the right lookup.
    Help managers to ask about the figures in an Excel sheet.
    We keep prices in a table; a bot should answer from it.
    Find out from the league table which team scored most goals.
    Retrieve facts from structured data in rows by natural language.
    Which month had the highest sales according to the table?
    Analysts want to query tabular data without a query language.
    Get the population of a city from a table of statistics.
  `,
  "tabular-classification": `
    Predict from customer data whether somebody will cancel the subscription.
    Will the applicant pay back the loan? We have income, age and job.
    Detect fraudulent transactions in a table of payments.
    Predict whether a patient has diabetes from blood values.
    Use the columns of our data set to predict the class of each row.
    Decide by numeric features whether a machine will fail.
    Predict which employees will leave from personnel data.
    Classify transactions as fraud or not by their attributes.
    From weather measurements, will it rain tomorrow?
    Predict heart disease from patients' records.
    Score leads by numeric attributes as likely or unlikely.
    Classify the type of glass by its composition.
    Decide on credit applications from structured data.
  `,
  "tabular-regression": `
    Predict the price of a house from its size, rooms and location.
    Estimate how much energy a building will use from past data.
    Forecast sales from advertising spend in a table.
    Predict the weight of a fish from its measurements.
    How much will the delivery cost, given distance and weight?
    Predict the salary from years of experience.
    Given columns of numbers, predict a continuous value.
    Estimate the tip of a restaurant bill.
    Predict the fuel consumption of cars by their engine.
    Estimate the value of used cars from mileage and age.
    Predict the yield of a field from soil and weather figures.
    Predict the rent of apartments.
    Estimate medical costs from age and habits.
    Predict the number of bikes rented per day.
    A number should be predicted from a row of features.
    Estimate the time that a delivery takes.
  `,
  "time-series-forecasting": `
    Forecast the demand for the next weeks from past weeks.
    Predict the next values of a sensor.
    Forecast stock prices from their history.
    Predict sales of each store by week.
  `,
  "reinforcement-learning": `
    Train an agent that plays a video game.
    Teach a simulated robot to walk.
    Balance a pole on a cart.
    An agent that lands a spacecraft safely.
    Control a character in a 3D game environment to reach its goal.
    Find a policy that collects the most reward in an environment.
    A bot that plays soccer against another in a simulation.
    A bot for a racing game.
    Learn to play an arcade game from pixels.
    Control the joints of a simulated animal so that it runs.
    Decide the next move in a changing environment by rewards.
    Train a drone in a simulator to fly through gates.
    A trained policy for a classic control problem.
  `,
  robotics: `
    Control a robot arm to pick up objects.
    Imitate the movements of a demonstrator with a robot.
    Grasp objects with a gripper.
    Pick and place by a robot that learned from demonstrations.
  `,
  "graph-ml": `
    Predict properties of molecules from their structure.
    Classify the nodes of a social network graph.
    Predict missing links between entities.
    Classify molecules as toxic by their graph.
    Analyze a network of citations.
  `,
  "any-to-any": `
    A model that takes text, images and audio and answers in any of them.
  `,
};
